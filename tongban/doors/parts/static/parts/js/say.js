// Words that scripts write themselves, in the characters of the page; a test holds the table against what pages are turned by.
const TRADITIONAL = {
  "已自动保存": "已自動保存",
  "暂时没有保存上，网络恢复后会自动重试": "暫時沒有保存上，網絡恢復後會自動重試",
  "根据您的回答，增加的问题": "根據您的回答，增加的問題",
  "有更新，点击刷新": "有更新，點擊刷新",
  "查找": "查找",
  "没有完成确认。请再点一次，在设备上用指纹、面容或密码确认；也可以改用手机验证器。": "沒有完成確認。請再點一次，在設備上用指紋、面容或密碼確認；也可以改用手機驗證器。",
  "搜索建议": "搜索建議",
  "条建议，按上下键选择": "條建議，按上下鍵選擇",
  "没有建议": "沒有建議",
  "上传进度": "上傳進度",
  "正在上传": "正在上傳",
  "网络中断，没有传完。": "網絡中斷，沒有傳完。",
  "上传没有成功。": "上傳沒有成功。",
  "请稍后再试。": "請稍後再試。",
  "重新上传": "重新上傳",
};

export const say = (words) => (document.documentElement.lang === "zh-Hant" && TRADITIONAL[words]) || words;
